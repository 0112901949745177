import pytest
from tests.support.gui import surroundings, Gui
from tests.support.gui_checks import cut_texts
from tests.support.gui_pages import PAGES, gui_for
from tests.support.gui_words import StandInLanguage
@pytest.mark.parametrize("look",[(200,(1280,720),'x'),(200,(1280,720),'fr'),(150,(1024,768),'x'),(200,(1024,768),'es'),(125,(1024,768),'x')],ids=str)
@pytest.mark.parametrize("name",PAGES)
def test_a(qapp,name,look):
    sc,size,l=look
    g=gui_for(name,surroundings(StandInLanguage() if l=='x' else l,sc))
    g.show(PAGES[name](g),size)
    g.window.grab().save(f"/tmp/uiw/a-{sc}-{size[0]}-{l}-{name.replace(' ','-')}.png")
    r=cut_texts(g.window); w=(g.window.width(),g.window.height())
    g.close()
    assert r==[] and w==size
